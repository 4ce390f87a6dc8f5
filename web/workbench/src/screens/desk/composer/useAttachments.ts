/** Pictures waiting to be sent: taken by button, paste or drop, uploaded at once. */
import AntApp from "antd/es/app";
import { useCallback, useState } from "react";
import { sentence, useText } from "../../../i18n";
import { body, http } from "../../../protocol/api";
import type { Upload } from "../../../protocol/types";

const TYPES = new Set(["image/jpeg", "image/png", "image/webp", "image/gif"]);
const LARGEST = 10 * 1024 * 1024;

export interface Attachment {
  key: string;
  name: string;
  /** null while it is on its way. */
  upload: Upload | null;
}

export function useAttachments(shop: string) {
  const t = useText();
  const { message } = AntApp.useApp();
  const [attachments, setAttachments] = useState<readonly Attachment[]>([]);

  const remove = useCallback((key: string) => setAttachments((held) => held.filter((one) => one.key !== key)), []);
  const clear = useCallback(() => setAttachments([]), []);

  /** One that is on the server already. */
  const put = useCallback(
    (name: string, upload: Upload) => setAttachments((held) => [...held, { key: crypto.randomUUID(), name, upload }]),
    [],
  );

  const add = useCallback(
    async (file: File) => {
      if (!TYPES.has(file.type) || file.size > LARGEST) {
        message.warning(t.composer.notPicture);
        return;
      }
      const key = crypto.randomUUID();
      setAttachments((held) => [...held, { key, name: file.name, upload: null }]);
      const form = new FormData();
      form.append("file", file);
      const call = http.POST("/api/shops/{shop}/uploads", {
        params: { path: { shop } },
        // The document describes the picture as text; what goes over the wire is the form.
        bodySerializer: () => form,
        body: { file: file.name },
      });
      try {
        const upload = await body(call);
        setAttachments((held) => held.map((one) => (one.key === key ? { ...one, upload } : one)));
      } catch (error) {
        remove(key);
        message.error(sentence(t, error));
      }
    },
    [message, remove, shop, t],
  );

  return { attachments, add, put, remove, clear };
}

export function picturesOf(data: DataTransfer): File[] {
  return [...data.files].filter((file) => file.type.startsWith("image/"));
}
