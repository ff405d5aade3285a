import { attachmentUrl } from "../api/client";
import type { Attachment } from "../api/types";
import { fileSize } from "../i18n";
import { Icon } from "./Icon";

const PICTURE = /^image\/(png|jpeg|gif|webp)$/;

/** What came with a message; harmless pictures are shown small. */
export function Files({ files }: { files: Attachment[] }) {
  const shown = files.filter((f) => !f.inline);
  if (!shown.length) return null;
  return (
    <ul className="files">
      {shown.map((f) => {
        const picture = PICTURE.test(f.type);
        return (
          <li key={f.id} className={picture ? "image" : undefined}>
            <a href={attachmentUrl(f.id, picture)} {...(picture ? { target: "_blank", rel: "noopener" } : { download: f.name })}>
              {picture && <img src={attachmentUrl(f.id, true)} alt="" loading="lazy" width={160} height={96} />}
              <span className="row small file-name">{!picture && <Icon name="clip" />}<span className="truncate">{f.name}</span><span className="muted">{fileSize(f.size)}</span></span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}
