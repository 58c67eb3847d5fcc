/** My profile, and how the console behaves in this browser. */

import { PageFrame } from "../PageFrame";
import { AboutMe } from "./AboutMe";
import { Looks } from "./Looks";
import { Notifications } from "./Notifications";
import { PasswordForm } from "./PasswordForm";

export default function ProfilePage() {
  return (
    <PageFrame title="Profile and preferences" everyone thin>
      <AboutMe />
      <Looks />
      <Notifications />
      <PasswordForm />
    </PageFrame>
  );
}
