/** What messages with files need beside their places: one chunk. */
export { OtherFile } from "./other-file";
export { PictureGrid } from "./picture-grid";
