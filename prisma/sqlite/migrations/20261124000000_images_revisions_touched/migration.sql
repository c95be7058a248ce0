-- Pictures leave the rows of places and paths. Here the column only takes its new name; what it holds is
-- converted in TypeScript when the store opens (server/store/convert-images.ts).
CREATE TABLE "Image" (
  "roomId" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  "png" BLOB NOT NULL,
  PRIMARY KEY ("roomId", "key"),
  CONSTRAINT "Image_roomId_fkey" FOREIGN KEY ("roomId")
    REFERENCES "Room" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

ALTER TABLE "Bookmark" RENAME COLUMN "thumbnail" TO "image";

ALTER TABLE "Path" ADD COLUMN "revision" INTEGER NOT NULL DEFAULT 1;

-- Nobody knows when the rooms of before were used last: their time starts now.
ALTER TABLE "Room" ADD COLUMN "touchedAt" DATETIME;
UPDATE "Room" SET "touchedAt" = strftime('%Y-%m-%dT%H:%M:%f', 'now') || '+00:00';
