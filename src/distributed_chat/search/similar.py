"""One typo: a letter too many, too few, another one, or two that changed places."""

SHORTEST = 4
"""Letters of a word that may be mistyped; shorter ones are similar to everything."""
LONGEST = 32


def can_be_mistyped(word: str) -> bool:
    """Whether others are looked for that are like it. Numbers and ids are not."""
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()


def halves(word: str) -> tuple[str, str]:
    """One typo leaves one of the two as it was: what is similar begins with the first or ends with the second."""
    middle = len(word) // 2
    return word[:middle], word[middle:]


def is_one_typo_away(word: str, other: str) -> bool:
    """Whether one edit makes one of the other. Not true of two that are the same."""
    if len(word) > len(other):
        word, other = other, word
    longer = len(other) - len(word)
    if longer > 1 or word == other:
        return False
    begin = 0
    while begin < len(word) and word[begin] == other[begin]:
        begin += 1
    if longer:
        return word[begin:] == other[begin + 1 :]
    if word[begin + 1 :] == other[begin + 1 :]:
        return True
    return word[begin : begin + 2] == other[begin : begin + 2][::-1] and word[begin + 2 :] == other[begin + 2 :]
