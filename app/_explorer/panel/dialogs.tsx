"use client";

import dynamic from "next/dynamic";
import { HelpDialog } from "./help/help-dialog.tsx";
import { ShareDialog } from "./share/share-dialog.tsx";
import { useUi } from "./ui-state.ts";
