/** The views of somebody who is in a call, as one chunk. */
export { CallControls } from "./controls";
export { CallFoot } from "./foot";
export { CallKeeper } from "./keeper";
export { Stage } from "./stage";
