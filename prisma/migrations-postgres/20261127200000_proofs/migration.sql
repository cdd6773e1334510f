-- CreateTable
CREATE TABLE "Proof" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "revision" INTEGER NOT NULL,
    "subject" TEXT COLLATE "C" NOT NULL,
    "mode" TEXT COLLATE "C" NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL,
    "slot" TEXT COLLATE "C",
    "holder" TEXT COLLATE "C" NOT NULL,
    "progress" TEXT COLLATE "C",
    "cancelledBy" TEXT COLLATE "C",
    "startedById" TEXT COLLATE "C",
    "startedByName" TEXT COLLATE "C" NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMP(3),
    "outcome" TEXT COLLATE "C",
    "pairs" INTEGER,
    "agreeing" INTEGER,
    "error" TEXT COLLATE "C",

    CONSTRAINT "Proof_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Proof_slot_key" ON "Proof"("slot");

-- CreateIndex
CREATE INDEX "Proof_networkId_startedAt_idx" ON "Proof"("networkId", "startedAt");

-- AddForeignKey
ALTER TABLE "Proof" ADD CONSTRAINT "Proof_networkId_fkey" FOREIGN KEY ("networkId") REFERENCES "Network"("id") ON DELETE CASCADE ON UPDATE CASCADE;
