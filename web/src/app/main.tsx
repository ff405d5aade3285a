import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { setLocale } from "../i18n";
import "../ui/tokens.css";
import "../ui/base.css";
import "../ui/ui.css";
import "./shell.css";
import { App, loadAhead } from "./App";

loadAhead();
const root = document.getElementById("root");
if (root) void setLocale(undefined).then(() => createRoot(root).render(<StrictMode><App /></StrictMode>));
