/** Entry of the operator console. */

import "./styles/index.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";

const root = document.getElementById("root");
if (!root) throw new Error("expected an element with the id root in index.html");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
