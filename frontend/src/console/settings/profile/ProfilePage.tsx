/** My profile, how the console behaves in this browser, and how I am told of things. */

import { useLocation, useRoute } from "wouter";
import { PageFrame } from "../PageFrame";
import { Views } from "../Views";
import { AboutMe } from "./AboutMe";
import { Devices } from "./Devices";
import { Looks } from "./Looks";
import { NoticesForm } from "./NoticesForm";
import { Notifications } from "./Notifications";
import { PasswordForm } from "./PasswordForm";

const VIEWS = { me: "Profile", notifications: "Notifications" } as const;
type View = keyof typeof VIEWS;

export default function ProfilePage() {
  const [, params] = useRoute("/profile/:view?");
  const [, go] = useLocation();
  const view: View = params?.view === "notifications" ? "notifications" : "me";
  return (
    <PageFrame title="Profile and preferences" everyone thin>
      <Views
        views={VIEWS}
        view={view}
        onView={(next) => go(next === "me" ? "/profile" : `/profile/${next}`)}
      />
      {view === "me" ? (
        <>
          <AboutMe />
          <Looks />
          <PasswordForm />
        </>
      ) : (
        <>
          <Notifications />
          <NoticesForm />
          <Devices />
        </>
      )}
    </PageFrame>
  );
}
