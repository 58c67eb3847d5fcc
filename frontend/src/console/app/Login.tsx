/** The login. Drafts and unsent replies wait in the browser meanwhile. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Me } from "../api/types";
import { Field } from "../ui/Field";
import { Door } from "./Door";
import { useHttp } from "./session";

export function Login() {
  const http = useHttp();
  const queries = useQueryClient();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const login = useMutation({
    mutationFn: () => http.send<Me>("POST", "/api/login", { email, password }),
    onSuccess: (me) => queries.setQueryData(["me"], me),
  });
  return (
    <Door
      title="Log in"
      lead="To the inbox of your team."
      action="Log in"
      busy={login.isPending}
      error={login.error}
      onSubmit={() => login.mutate()}
    >
      <Field
        label="Email"
        type="email"
        autoComplete="username"
        required
        autoFocus
        value={email}
        onChange={setEmail}
      />
      <Field
        label="Password"
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={setPassword}
      />
    </Door>
  );
}
