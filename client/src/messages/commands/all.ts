/** Every slash command: a chunk of its own. A package that has commands adds its module here. */
import "../../gifs/commands";
import "../../polls/commands";
import "./own";

export { groupCommands } from "./of-group";
export { type Command, type CommandContext, commandNamed, commands } from "./registry";
