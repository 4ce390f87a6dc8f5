import { useMutation } from "@tanstack/react-query";
import Button from "antd/es/button";
import { useRef } from "react";
import { sentence, useText } from "../../i18n";
import { body, http } from "../../protocol/api";
import { type CaseDetail, useActs } from "./useCases";

/** The shop's own pictures as evidence of a case. */
export function EvidenceButton({ shop, detail }: { shop: string; detail: CaseDetail }) {
  const t = useText();
  const { id, version } = detail.case;
  const acts = useActs(shop, id);
  const file = useRef<HTMLInputElement>(null);
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
      <Button size="small" loading={upload.isPending} onClick={() => file.current?.click()} data-testid="case-evidence">
        {t.cases.acts.evidence}
      </Button>
      <input
        ref={file}
        type="file"
        accept="image/*"
        multiple
        hidden
        aria-label={t.cases.acts.evidence}
        data-testid="case-evidence-file"
        onChange={(event) => {
          const pictures = [...(event.target.files ?? [])];
          if (pictures.length) upload.mutate(pictures);
          event.target.value = "";
        }}
      />
      {upload.isError ? <span role="alert">{sentence(t, upload.error)}</span> : null}
    </>
  );
}
