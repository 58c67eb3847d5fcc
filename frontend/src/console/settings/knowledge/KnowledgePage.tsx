/** Knowledge: what the assistants answer from, and a look at what they would find. */

import { PageFrame } from "../PageFrame";
import { PairForm } from "./PairForm";
import { Proposals } from "./Proposals";
import { SearchTester } from "./SearchTester";
import { Sources } from "./Sources";
import { Upload } from "./Upload";

export default function KnowledgePage() {
  return (
    <PageFrame title="Knowledge">
      <Proposals />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <div className="grid gap-5">
          <Upload />
          <PairForm />
        </div>
        <SearchTester />
      </div>
      <Sources />
    </PageFrame>
  );
}
