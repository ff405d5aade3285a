/** The few drawings Steward needs, on a 16 px grid, in the colour of the text. */
const PATHS = {
  search: "M7 12.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11Zm4-1.5 3.5 3.5",
  plus: "M8 3v10M3 8h10",
  close: "M4 4l8 8M12 4l-8 8",
  check: "M3 8.5l3.5 3.5L13 4.5",
  down: "M4 6l4 4 4-4",
  up: "M4 10l4-4 4 4",
  clock: "M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM8 4.5V8l2.5 1.5",
  stop: "M4.5 4.5h7v7h-7Z",
  right: "M6 4l4 4-4 4",
  left: "M10 4L6 8l4 4",
  lock: "M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5",
  reply: "M6.5 4L2.5 8l4 4M2.5 8H10a3.5 3.5 0 0 1 3.5 3.5V13",
  mail: "M2 4h12v8.5H2zM2 4.5l6 4.5 6-4.5",
  person: "M8 8a2.8 2.8 0 1 0 0-5.6A2.8 2.8 0 0 0 8 8Zm-5 6c.5-2.8 2.5-4 5-4s4.5 1.2 5 4",
  people: "M6 7.5a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6ZM1.8 13c.4-2.3 2-3.5 4.2-3.5s3.8 1.2 4.2 3.5M10.5 3.2a2.2 2.2 0 0 1 0 4.2M12 9.8c1.3.5 2 1.6 2.3 3.2",
  clip: "M13 7.5l-5.3 5.3a3 3 0 0 1-4.3-4.3l5.6-5.6a2 2 0 0 1 2.9 2.9l-5.5 5.4a1 1 0 0 1-1.4-1.4l5-5",
  link: "M7 9a2.5 2.5 0 0 0 3.6 0l2.3-2.3a2.5 2.5 0 0 0-3.6-3.6L8.5 4M9 7a2.5 2.5 0 0 0-3.6 0L3.1 9.3a2.5 2.5 0 0 0 3.6 3.6l.8-.9",
  list: "M6 4h8M6 8h8M6 12h8M2.5 4h.01M2.5 8h.01M2.5 12h.01",
  numbered: "M6.5 4H14M6.5 8H14M6.5 12H14M2 3l1-.5V5.5M1.8 10.5h1.7l-1.7 2.3h1.8",
  quote: "M3 5v3.5h3V5H3Zm0 3.5c0 1.5.5 2.2 1.8 2.7M9.5 5v3.5h3V5h-3Zm0 3.5c0 1.5.5 2.2 1.8 2.7",
  code: "M5.5 4.5L2 8l3.5 3.5M10.5 4.5L14 8l-3.5 3.5",
  more: "M3 8h.01M8 8h.01M13 8h.01",
  menu: "M2.5 4.5h11M2.5 8h11M2.5 11.5h11",
  inbox: "M2 9l2-6h8l2 6v4H2V9Zm0 0h3.5l1 1.5h3L10.5 9H14",
  chart: "M2.5 13.5h11M4.5 11V8M8 11V3.5M11.5 11V6",
  gear: "M8 10.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4ZM8 1.8v1.7M8 12.5v1.7M1.8 8h1.7M12.5 8h1.7M3.6 3.6l1.2 1.2M11.2 11.2l1.2 1.2M3.6 12.4l1.2-1.2M11.2 4.8l1.2-1.2",
  warning: "M8 2.5L14.5 13.5h-13L8 2.5ZM8 7v3M8 12h.01",
  offline: "M2 2l12 12M4 7.5a6 6 0 0 1 2-1.2M1.8 5.2A9 9 0 0 1 4.3 3.6M8 13h.01M10.5 6.5c.6.3 1.1.6 1.6 1M14.2 5.2A9 9 0 0 0 7 3",
  eye: "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8ZM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z",
  panel: "M2 3h12v10H2zM6.5 3v10",
  star: "M8 2l1.8 3.8 4.2.5-3.1 2.8.9 4.1L8 11.1l-3.8 2.1.9-4.1L2 6.3l4.2-.5L8 2Z",
  sun: "M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M3 13l1-1M12 4l1-1",
  upload: "M8 10.5V3M5 5.5L8 2.5l3 3M2.5 10.5v3h11v-3",
  ticket: "M2 4.5h12V7a1.2 1.2 0 0 0 0 2.2v2.3H2V9.2A1.2 1.2 0 0 0 2 7V4.5ZM9.5 4.5v7",
  out: "M9.5 3H3v10h6.5M6.5 8H14M11.5 5.5L14 8l-2.5 2.5",
  keyboard: "M1.5 4.5h13v7.5h-13zM4 7h.01M6.5 7h.01M9 7h.01M11.5 7h.01M5 9.5h6",
} as const;
export type IconName = keyof typeof PATHS;

export const Icon = ({ name, label }: { name: IconName; label?: string }) => (
  <svg className="icon-svg" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth={name === "more" ? 2.4 : 1.4} strokeLinecap="round" strokeLinejoin="round" role={label ? "img" : undefined} aria-label={label} aria-hidden={label ? undefined : true}>
    <path d={PATHS[name]} />
  </svg>
);
