CREATE TABLE "Tour" (
  "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "id" TEXT NOT NULL,
  "roomId" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "modelId" TEXT NOT NULL,
  "weightsHash" TEXT NOT NULL,
  "stops" TEXT NOT NULL,
  "author" TEXT NOT NULL,
  "createdAt" DATETIME NOT NULL,
  "removedAt" DATETIME,
  "revision" INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT "Tour_roomId_fkey" FOREIGN KEY ("roomId")
    REFERENCES "Room" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE UNIQUE INDEX "Tour_id_key" ON "Tour" ("id");
CREATE INDEX "Tour_roomId_removedAt_createdAt_idx"
  ON "Tour" ("roomId", "removedAt", "createdAt");
CREATE INDEX "Tour_removedAt_idx" ON "Tour" ("removedAt");
