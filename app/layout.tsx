import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { requestLocale, requestTexts } from "./_i18n/request.ts";
import { Texts } from "./_i18n/texts.tsx";
import { THEME_SCRIPT } from "./_ui/theme.ts";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTexts("every");
  return {
    title: { default: t("common.brand"), template: `%s · ${t("common.brand")}` },
    description: t("common.description"),
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  // The keyboard on the screen takes its room from the page, so that it hides no field.
  interactiveWidget: "resizes-content",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#eceff3" },
    { media: "(prefers-color-scheme: dark)", color: "#0b0e14" },
  ],
};

/** The frame of every page, drawn for each request: the nonce that lets its scripts run is good for one answer. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <html lang={await requestLocale()} data-theme="dark" suppressHydrationWarning>
      <head>
        {/* Browsers hide a nonce from the page, so that what hydrates finds none. */}
        <script nonce={nonce} suppressHydrationWarning>
          {THEME_SCRIPT}
        </script>
      </head>
      <body>
        <Texts page="every">{children}</Texts>
      </body>
    </html>
  );
}
