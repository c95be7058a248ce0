import { useTranslations } from "use-intl/react";
import styles from "../scene.module.css";

interface Props {
  /** Why the data have not come. */
  fault: string | null;
  /** Share that has, 0..1; null when nothing is waited for. */
  progress: number | null;
  onRetry: () => void;
}

/** Says how far a model's data have come, or why they have not. */
export function LoadStatus({ fault, progress, onRetry }: Props) {
  const t = useTranslations();
  if (fault)
    return (
      <div className={styles.status} role="alert">
        <p>{fault}</p>
        <button type="button" onClick={onRetry}>
          {t("common.retry")}
        </button>
      </div>
    );
  if (progress === null) return null;
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
