/** The embedded database is open in another process: the command goes through that server instead. */
export class StoreHeldError extends Error {
  override readonly name = "StoreHeldError";
  readonly directory: string;
  constructor(directory: string) {
    super(`${directory} is open in another process`);
    this.directory = directory;
  }
}
