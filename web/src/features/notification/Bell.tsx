import { NavLink } from "react-router";
import { number, t } from "../../i18n";
import { Icon } from "../../ui/Icon";
import { useUnread } from "./data";

const MOST = 99;

/** Whether there is something new; the inbox itself is fetched when it is opened. */
export function Bell() {
  const unread = useUnread().data?.unread ?? 0;
  const label = unread ? t("nav.inboxNew", { count: unread }) : t("nav.inbox");
  return (
    <NavLink to="/inbox" className="btn quiet icon bell" aria-label={label} title={label}>
      <Icon name="bell" />
      {unread > 0 && <span className="bell-count" aria-hidden="true">{unread > MOST ? `${number(MOST)}+` : number(unread)}</span>}
    </NavLink>
  );
}
