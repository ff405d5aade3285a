import { useSyncExternalStore } from "react";
import { t } from "../i18n";
import { Icon } from "../ui";

const watch = (tell: () => void): (() => void) => {
  addEventListener("online", tell);
  addEventListener("offline", tell);
  return () => { removeEventListener("online", tell); removeEventListener("offline", tell); };
};

export function OfflineNotice() {
  const online = useSyncExternalStore(watch, () => navigator.onLine);
  if (online) return <div role="status" />;
  return <div className="offline" role="status"><Icon name="offline" /> {t("problem.offline.notice")}</div>;
}
