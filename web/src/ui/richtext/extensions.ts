import type { Extensions } from "@tiptap/core";
import { Placeholder } from "@tiptap/extensions";
import StarterKit from "@tiptap/starter-kit";
import { t } from "../../i18n";
import { Mention, Picture, Task, Tasks } from "./nodes";
import { tableNodes } from "./tables";
import { Uploads } from "./uploads";

export const SAFE_LINK = /^(https?:\/\/.|mailto:.|tel:.)/i;

/** What the editor knows is what the sanitisers let through: nothing is offered that would be lost on saving. */
export const extensions = (placeholder: () => string): Extensions => [
  StarterKit.configure({
    heading: { levels: [1, 2, 3, 4] },
    link: {
      openOnClick: false, autolink: true, linkOnPaste: true, defaultProtocol: "https",
      HTMLAttributes: { rel: null, target: null, class: null },
      isAllowedUri: (url) => SAFE_LINK.test(url), shouldAutoLink: (url) => /^https?:\/\//i.test(url),
    },
  }),
  Tasks,
  Task.configure({ nested: true, a11y: { checkboxLabel: (node) => t("editor.done", { text: node.textContent }) } }),
  ...tableNodes,
  Picture,
  Mention,
  Uploads,
  Placeholder.configure({ placeholder }),
];
