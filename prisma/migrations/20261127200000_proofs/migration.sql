-- CreateTable
CREATE TABLE "Proof" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "slot" TEXT,
    "holder" TEXT NOT NULL,
    "progress" TEXT,
    "cancelledBy" TEXT,
    "startedById" TEXT,
    "startedByName" TEXT NOT NULL,
    "startedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" DATETIME,
    "outcome" TEXT,
    "pairs" INTEGER,
    "agreeing" INTEGER,
    "error" TEXT,
    CONSTRAINT "Proof_networkId_fkey" FOREIGN KEY ("networkId") REFERENCES "Network" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "Proof_slot_key" ON "Proof"("slot");

-- CreateIndex
CREATE INDEX "Proof_networkId_startedAt_idx" ON "Proof"("networkId", "startedAt");
