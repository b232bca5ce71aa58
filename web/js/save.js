// Something made here, saved as a file on this machine.

/** @param {string} name @param {"text/plain" | "text/csv"} kind @param {...string} parts */
export function saveFile(name, kind, ...parts) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(parts, { type: `${kind};charset=utf-8` }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
