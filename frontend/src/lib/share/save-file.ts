/** Hands a file to the device: the share sheet where it takes files, a download elsewhere. */
export async function handOver(file: File): Promise<void> {
  if (navigator.canShare?.({ files: [file] })) {
    try {
      await navigator.share({ files: [file] });
      return;
    } catch (thrown) {
      if (closedUnused(thrown)) return;
      // So long after the tap that asked for it, a browser may not open the sheet any more.
    }
  }
  const address = URL.createObjectURL(file);
  const link = Object.assign(document.createElement('a'), { href: address, download: file.name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Whether sharing ended because somebody closed the sheet without choosing, which is no error. */
export const closedUnused = (thrown: unknown): boolean => thrown instanceof Error && thrown.name === 'AbortError';
