CREATE TABLE "Room" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "name" TEXT NOT NULL,
  "modelId" TEXT NOT NULL,
  "createdAt" DATETIME NOT NULL
);

CREATE TABLE "Bookmark" (
  "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "id" TEXT NOT NULL,
  "roomId" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "modelId" TEXT NOT NULL,
  "weightsHash" TEXT NOT NULL,
  "z" BLOB NOT NULL,
  "view" TEXT,
  "author" TEXT NOT NULL,
  "thumbnail" TEXT NOT NULL,
  "createdAt" DATETIME NOT NULL,
  "removedAt" DATETIME,
  CONSTRAINT "Bookmark_roomId_fkey" FOREIGN KEY ("roomId")
    REFERENCES "Room" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE UNIQUE INDEX "Bookmark_id_key" ON "Bookmark" ("id");
CREATE INDEX "Bookmark_roomId_removedAt_createdAt_idx"
  ON "Bookmark" ("roomId", "removedAt", "createdAt");
CREATE INDEX "Bookmark_removedAt_idx" ON "Bookmark" ("removedAt");

CREATE TABLE "Path" (
  "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "id" TEXT NOT NULL,
  "roomId" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "modelId" TEXT NOT NULL,
  "weightsHash" TEXT NOT NULL,
  "interpolation" TEXT NOT NULL,
  "seconds" REAL NOT NULL,
  "stops" TEXT NOT NULL,
  "author" TEXT NOT NULL,
  "createdAt" DATETIME NOT NULL,
  "removedAt" DATETIME,
  CONSTRAINT "Path_roomId_fkey" FOREIGN KEY ("roomId")
    REFERENCES "Room" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE UNIQUE INDEX "Path_id_key" ON "Path" ("id");
CREATE INDEX "Path_roomId_removedAt_createdAt_idx"
  ON "Path" ("roomId", "removedAt", "createdAt");
CREATE INDEX "Path_removedAt_idx" ON "Path" ("removedAt");
