-- Rooms of before have no host, and stay open to edit.
ALTER TABLE "Room" ADD COLUMN "hostKeyHash" TEXT;
ALTER TABLE "Room" ADD COLUMN "cohostKeyHash" TEXT;
ALTER TABLE "Room" ADD COLUMN "link" TEXT NOT NULL DEFAULT 'edit';
ALTER TABLE "Room" ADD COLUMN "bytesPerSecond" INTEGER;
