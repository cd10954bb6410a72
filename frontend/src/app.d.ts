declare global {
  namespace App {
    interface Error {
      message: string;
      /** The machine name of what went wrong; the page shows it in the reader's language. */
      kind?: string;
    }
    interface PageState {
      /** What was changed on the screen before this one has been saved. */
      saved?: boolean;
    }
  }
}

export {};
