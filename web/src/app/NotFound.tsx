import { t } from "../i18n";
import { EmptyState, LinkButton } from "../ui";
import { home, useSession } from "./session";
import { useTitle } from "./useTitle";

export function NotFound() {
  const session = useSession();
  useTitle(t("problem.notFound.title"));
  return <EmptyState page icon="search" title={t("problem.notFound.title")} text={t("problem.notFound.text")}><LinkButton to={home(session)}>{t("nav.home")}</LinkButton></EmptyState>;
}
