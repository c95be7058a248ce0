import { X } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { Button, IconButton } from "./button.tsx";
import css from "./toast-list.module.css";

interface ToastItem {
  id: number;
  tone: "info" | "error";
  text: string;
  /** `id` names it to tests, in any language. */
  action: { id: string; label: string; run: () => void } | null;
}

interface ToastListProps {
  toasts: readonly ToastItem[];
  onDismiss: (id: number) => void;
}

/** Short messages, newest last; read out as they come. The region is always there so that readers watch it. */
export function ToastList({ toasts, onDismiss }: ToastListProps) {
  const t = useTranslations("common");
  return (
    <ul className={css.list} aria-live="polite" aria-label={t("messages")}>
      {toasts.map(({ id, tone, text, action }) => (
        <li key={id} className={`${css.toast} ${css[tone]}`}>
          <p className={css.text}>{text}</p>
          {action && (
            <Button
              tone="quiet"
              className={css.action ?? ""}
              data-testid={action.id}
              onClick={() => {
                action.run();
                onDismiss(id);
              }}
            >
              {action.label}
            </Button>
          )}
          <IconButton label={t("dismiss")} onClick={() => onDismiss(id)}>
            <X />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}
