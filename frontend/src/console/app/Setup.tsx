/** The first run: whoever can read the server's output makes the owner's account. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { errorAt } from "../api/problem";
import type { Me } from "../api/types";
import { Field } from "../ui/Field";
import { Door } from "./Door";
import { useHttp } from "./session";

const BLANK = { token: "", name: "", email: "", password: "" };

export function Setup() {
  const http = useHttp();
  const queries = useQueryClient();
  const [form, setForm] = useState(BLANK);
  const setup = useMutation({
    mutationFn: () => http.send<Me>("POST", "/api/setup", form),
    onSuccess: (me) => queries.setQueryData(["me"], me),
  });
  const bind = (key: keyof typeof BLANK) => ({
    value: form[key],
    onChange: (value: string) => setForm({ ...form, [key]: value }),
    error: errorAt(setup.error, key),
    required: true,
  });
  return (
    <Door
      title="Set up Warmline"
      lead="You are the first one here. This makes the account of the owner."
      action="Create the account"
      busy={setup.isPending}
      error={setup.error}
      onSubmit={() => setup.mutate()}
    >
      <Field
        label="Setup token"
        hint="The server printed it when it started."
        autoComplete="off"
        mono
        autoFocus
        {...bind("token")}
      />
      <Field
        label="Your name"
        hint="Visitors see it when you reply."
        autoComplete="name"
        {...bind("name")}
      />
      <Field label="Email" type="email" autoComplete="username" {...bind("email")} />
      <Field label="Password" type="password" autoComplete="new-password" {...bind("password")} />
    </Door>
  );
}
