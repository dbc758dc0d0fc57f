"""What people write to make a page run their code, one line for each way of doing it. `canary()` is what would run."""

SHORT = {
    "a handler on a picture": "<img src=x onerror=canary()>",
    "a handler without spaces": "<svg/onload=canary()>",
    "out of an attribute": '"autofocus onfocus=canary() x="',
    "out of an element": "</title></textarea><script>canary()</script>",
    "a script address": "javascript:canary()",
    "a template": "{{constructor.constructor('canary()')()}}",
    "out of a string": "';canary();//${canary()}",
    "markup that mutates": "<math><style><img src=x onerror=canary()>",
    "turned around": "\u202e<iframe srcdoc='<script>parent.canary()</script>'>",
}
"""For names, topics and whatever else is short."""

TEXTS = {
    **SHORT,
    "a link": "[press me](javascript:canary())",
    "a link in other letters": "[press me](JaVaScRiPt:canary())",
    "a link with a control character": "[press me](\u0001javascript:canary())",
    "a link with a line break": "[press me](java\nscript:canary())",
    "a link with entities": "[press me](&#106;avascript:canary())",
    "a link to data": "[press me](data:text/html,<script>opener.canary()</script>)",
    "a link out of its attribute": "[press me](https://a.example/'onmouseover='canary())",
    "an address out of its attribute": 'https://a.example/"onmouseover="canary()',
    "a label with markup": "[<img src=x onerror=canary()>](https://a.example)",
    "an automatic link": "<javascript:canary()>",
    "a language of code": '```"onload=canary()\nx\n```',
    "code of a known language": "```html\n</code></pre><script>canary()</script>\n```",
    "code that is short": "`</code><img src=x onerror=canary()>`",
    "a spoiler": "||<img src=x onerror=canary()>||",
    "a quote in a list": "- > <svg/onload=canary()>",
    "the mark of an entity": "\ufdd0\ue000<img src=x onerror=canary()>",
    "a style": "<style>@import 'javascript:canary()';*{background:url(javascript:canary())}</style>",
    "a form": "<form action=javascript:canary()><button>press me</button></form>",
    "a base": "<base href=javascript:canary()//>",
    "a refresh": '<meta http-equiv=refresh content="0;url=javascript:canary()">',
    "an object": "<object data=javascript:canary()></object><embed src=javascript:canary()>",
    "names that shadow": '<a id=defaultView name=canary></a><form id=document name="location">',
}
"""For messages, drafts and searches."""
