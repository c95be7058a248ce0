import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { THEME_SCRIPT } from "./_ui/theme.ts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Latent Commons", template: "%s · Latent Commons" },
  description: "Explore a generative model's latent space together, live, in a browser.",
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#eceff3" },
    { media: "(prefers-color-scheme: dark)", color: "#0b0e14" },
  ],
};

/** The frame of every page, drawn for each request: the nonce that lets its scripts run is good for one answer. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <html lang="en" data-theme="dark" suppressHydrationWarning>
      <head>
        {/* Browsers hide a nonce from the page, so that what hydrates finds none. */}
        <script nonce={nonce} suppressHydrationWarning>
          {THEME_SCRIPT}
        </script>
      </head>
      <body>{children}</body>
    </html>
  );
}
