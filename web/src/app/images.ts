import { attachmentUrl, upload } from "../api/client";
import { problemOf } from "../api/problem";
import type { UploadedFile } from "../api/types";
import { t } from "../i18n";
import { explain, toast } from "../ui";
import type { SendImage } from "../ui/richtext/RichText";

/** Sends a picture for the middle of a text; the server attaches it with the text that shows it. */
export const sendImage: SendImage = async (file, progress, signal) => {
  try {
    const made = await upload<UploadedFile>("/files", file, progress, signal);
    return { src: attachmentUrl(made.id, true) };
  } catch (error) {
    if (!signal.aborted) toast(t("editor.imageFailed", { name: file.name, why: explain(problemOf(error)).text }), { bad: true });
    throw error;
  }
};
