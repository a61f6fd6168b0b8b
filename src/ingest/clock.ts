/** UTC instant as the store keeps it, `yyyy-MM-dd HH:mm:ss`. */
export const storedInstant = (instant: Date): string => instant.toISOString().slice(0, 19).replace('T', ' ');

/** Calendar date in Asia/Shanghai, `yyyy-MM-dd`: 'today' of a source whose clock shows `instant`. */
export const shanghaiDate = (instant: Date): string =>
  new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
