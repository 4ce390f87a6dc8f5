import { useMutation } from "@tanstack/react-query";
import { sentence, useText } from "../../i18n";
import { FileButton } from "../../parts/FileButton";
import { body, http } from "../../protocol/api";
import { type CaseDetail, useActs } from "./useCases";

/** The shop's own pictures as evidence of a case. */
export function EvidenceButton({ shop, detail }: { shop: string; detail: CaseDetail }) {
  const t = useText();
  const { id, version } = detail.case;
  const acts = useActs(shop, id);
  const upload = useMutation({
    mutationFn: async (pictures: File[]) => {
      const media: string[] = [];
      for (const picture of pictures) {
        const form = new FormData();
        form.append("file", picture);
        const kept = await body(
          http.POST("/api/shops/{shop}/uploads", {
            params: { path: { shop } },
            body: form as unknown as { file: string },
            bodySerializer: (value) => value as unknown as FormData,
          }),
        );
        media.push(kept.media);
      }
      return acts.mutateAsync({ act: "evidence", version, media });
    },
  });
  return (
    <>
      <FileButton
        label={t.cases.acts.evidence}
        accept="image/*"
        busy={upload.isPending}
        small
        several
        onFiles={(pictures) => upload.mutate(pictures)}
        testId="case-evidence-file"
      />
      {upload.isError ? <span role="alert">{sentence(t, upload.error)}</span> : null}
    </>
  );
}
