import { AppError } from "../protocol/errors.ts";
import { TOURS_PER_ROOM } from "../protocol/limits.ts";
import type { Prisma, PrismaClient } from "./generated/client.ts";
import { roomMustExist, UNIQUE, violates } from "./prisma-errors.ts";
import { putImages } from "./prisma-images.ts";
import type { Reader } from "./readable.ts";
import { removable } from "./removable.ts";
import type { Store } from "./store.ts";
import { fromTour, toTour } from "./tour-rows.ts";

/** The tour part of the store. */
export function prismaTours(prisma: PrismaClient, now: () => Date, reader: Reader) {
  const { list, bound, remove, restore } = removable(prisma, now, reader, {
    name: "tour",
    table: (client) => client.tour,
    ids: (query) => prisma.tour.findMany({ ...query, select: { id: true } }),
    toEntity: toTour,
    limit: TOURS_PER_ROOM,
    notFound: "tour_not_found",
  });
  return {
    tours: list,
    async saveTour(tour, pngs, basedOn) {
      const { id, roomId, ...columns } = fromTour(tour);
      const createdAt = now();
      const row = await roomMustExist(
        prisma.$transaction(async (tx) => {
          await putImages(tx, roomId, pngs);
          const saved =
            basedOn === null
              ? await create(tx, { ...columns, id, roomId, createdAt })
              : await replace(tx, { id, roomId }, columns, basedOn);
          await bound(tx, roomId);
          return saved;
        }),
      );
      return toTour(row);
    },
    removeTour: remove,
    restoreTour: restore,
  } satisfies Partial<Store>;
}

type Columns = Omit<ReturnType<typeof fromTour>, "id" | "roomId">;

/** One that someone removed meanwhile comes back: nobody's edit is lost. */
async function replace(
  tx: Prisma.TransactionClient,
  where: { id: string; roomId: string },
  columns: Columns,
  basedOn: number,
) {
  const [saved] = await tx.tour.updateManyAndReturn({
    where: { ...where, revision: basedOn },
    data: { ...columns, revision: { increment: 1 }, removedAt: null },
  });
  if (saved) return saved;
  const known = await tx.tour.count({ where });
  throw new AppError(known > 0 ? "tour_changed" : "tour_not_found");
}

/** The id is free unless another tour bears it. */
async function create(tx: Prisma.TransactionClient, data: Prisma.TourUncheckedCreateInput) {
  try {
    return await tx.tour.create({ data });
  } catch (cause) {
    throw violates(cause, UNIQUE) ? new AppError("tour_not_found", { cause }) : cause;
  }
}
