import { useTranslations } from "use-intl/react";
import { retryCloud } from "../../cloud.ts";
import { useExplorer } from "../../store.ts";
import styles from "../scene.module.css";

/** Says how far the model's data has come, or why it has not. */
export function CloudStatus() {
  const t = useTranslations();
  const fault = useExplorer((state) => state.cloudFault);
  const progress = useExplorer((state) => state.cloudProgress);
  const waiting = useExplorer((state) => state.card !== null && state.cloud === null);
  if (fault)
    return (
      <div className={styles.status} role="alert">
        <p>{fault}</p>
        <button type="button" onClick={retryCloud}>
          {t("common.retry")}
        </button>
      </div>
    );
  if (!waiting) return null;
  return (
    <div className={styles.status} role="status">
      <label>
        {t("scene.loading")}
        <br />
        <progress max={1} value={progress} />
      </label>
    </div>
  );
}
