import { t, type Key } from "../i18n";
import { Dialog } from "../ui";

const KEYS: [string, Key][] = [
  ["Ctrl K", "keys.palette"], ["J / K", "keys.move"], ["Enter", "keys.open"], ["X", "keys.select"], ["C", "keys.create"], ["A", "keys.assign"],
  ["S", "keys.status"], ["P", "keys.priority"], ["R", "keys.reply"], ["N", "keys.note"], ["?", "keys.help"],
];

export const Keys = ({ open, onClose }: { open: boolean; onClose: () => void }) => (
  <Dialog open={open} onClose={onClose} title={t("keys.title")}>
    <h2>{t("keys.title")}</h2>
    <table className="plain"><tbody>{KEYS.map(([key, text]) => <tr key={key}><td><kbd>{key}</kbd></td><td>{t(text)}</td></tr>)}</tbody></table>
  </Dialog>
);
