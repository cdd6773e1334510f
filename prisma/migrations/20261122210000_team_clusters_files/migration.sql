-- AlterTable
ALTER TABLE "User" ADD COLUMN "disabledAt" DATETIME;

-- AlterTable
ALTER TABLE "Event" ADD COLUMN "actorName" TEXT;
ALTER TABLE "Event" ADD COLUMN "clusterId" TEXT;
ALTER TABLE "Event" ADD COLUMN "tokenId" TEXT;

-- CreateTable
CREATE TABLE "Invitation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "email" TEXT NOT NULL,
    "userId" TEXT,
    "role" TEXT NOT NULL,
    "codeHash" TEXT NOT NULL,
    "invitedById" TEXT,
    "expiresAt" DATETIME NOT NULL,
    "acceptedAt" DATETIME,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- CreateTable
CREATE TABLE "ApiToken" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "makerId" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "revokedAt" DATETIME,
    "lastUsedAt" DATETIME,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "ApiToken_makerId_fkey" FOREIGN KEY ("makerId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SshKey" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "ownerId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "isDefault" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "SshKey_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SavedSearch" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "SavedSearch_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "NodeChange" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "gridId" TEXT NOT NULL,
    "nodeId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "freshness" TEXT NOT NULL,
    CONSTRAINT "NodeChange_gridId_fkey" FOREIGN KEY ("gridId") REFERENCES "Grid" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "GridWatch" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "gridId" TEXT NOT NULL,
    "start" DATETIME NOT NULL,
    "end" DATETIME NOT NULL,
    CONSTRAINT "GridWatch_gridId_fkey" FOREIGN KEY ("gridId") REFERENCES "Grid" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Cluster" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "networkId" TEXT NOT NULL,
    "design" TEXT NOT NULL,
    "sealedSecret" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdById" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Cluster_networkId_fkey" FOREIGN KEY ("networkId") REFERENCES "Network" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ConfigFile" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "networkId" TEXT,
    "deviceId" TEXT,
    "clusterId" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "sealedContent" TEXT NOT NULL,
    "contentHash" TEXT NOT NULL,
    "contentAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" TEXT,
    "downloads" INTEGER NOT NULL DEFAULT 0,
    "lastDownloadAt" DATETIME,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "ConfigFile_networkId_fkey" FOREIGN KEY ("networkId") REFERENCES "Network" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ConfigFile_clusterId_fkey" FOREIGN KEY ("clusterId") REFERENCES "Cluster" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Scan" (
    "gridId" TEXT NOT NULL PRIMARY KEY,
    "next" INTEGER NOT NULL DEFAULT 0,
    "identities" TEXT NOT NULL DEFAULT '[]',
    "mark" TEXT,
    "startedAt" DATETIME NOT NULL,
    "finishedAt" DATETIME,
    "error" TEXT,
    CONSTRAINT "Scan_gridId_fkey" FOREIGN KEY ("gridId") REFERENCES "Grid" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "FoundReservation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "gridId" TEXT NOT NULL,
    "gridNumber" TEXT NOT NULL,
    "identityId" TEXT NOT NULL,
    "nodeId" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "workloadName" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "resultState" TEXT,
    "resultMessage" TEXT,
    "resultData" TEXT,
    "isDeleting" BOOLEAN NOT NULL DEFAULT false,
    "endsAt" DATETIME NOT NULL,
    "foundAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seenAt" DATETIME NOT NULL,
    "adoptedId" TEXT,
    CONSTRAINT "FoundReservation_gridId_fkey" FOREIGN KEY ("gridId") REFERENCES "Grid" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Operation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "networkId" TEXT,
    "clusterId" TEXT,
    "gridId" TEXT NOT NULL,
    "planHash" TEXT,
    "endsAt" DATETIME,
    "actorId" TEXT,
    "error" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" DATETIME,
    CONSTRAINT "Operation_networkId_fkey" FOREIGN KEY ("networkId") REFERENCES "Network" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Operation_clusterId_fkey" FOREIGN KEY ("clusterId") REFERENCES "Cluster" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Operation" ("actorId", "createdAt", "endsAt", "error", "finishedAt", "gridId", "id", "kind", "networkId", "planHash", "state") SELECT "actorId", "createdAt", "endsAt", "error", "finishedAt", "gridId", "id", "kind", "networkId", "planHash", "state" FROM "Operation";
DROP TABLE "Operation";
ALTER TABLE "new_Operation" RENAME TO "Operation";
CREATE INDEX "Operation_state_idx" ON "Operation"("state");
CREATE INDEX "Operation_networkId_planHash_idx" ON "Operation"("networkId", "planHash");
CREATE INDEX "Operation_clusterId_idx" ON "Operation"("clusterId");
CREATE TABLE "new_Reservation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "gridId" TEXT NOT NULL,
    "gridNumber" TEXT,
    "networkId" TEXT,
    "clusterId" TEXT,
    "origin" TEXT NOT NULL DEFAULT 'cockpit',
    "identityId" TEXT NOT NULL,
    "nodeId" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "workloadName" TEXT NOT NULL,
    "stepToken" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "error" TEXT,
    "resultState" TEXT,
    "resultMessage" TEXT,
    "resultData" TEXT,
    "supersededBy" TEXT,
    "endsAt" DATETIME NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    "syncedAt" DATETIME,
    CONSTRAINT "Reservation_gridId_fkey" FOREIGN KEY ("gridId") REFERENCES "Grid" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Reservation_networkId_fkey" FOREIGN KEY ("networkId") REFERENCES "Network" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Reservation_clusterId_fkey" FOREIGN KEY ("clusterId") REFERENCES "Cluster" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Reservation_identityId_fkey" FOREIGN KEY ("identityId") REFERENCES "Identity" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Reservation" ("body", "createdAt", "endsAt", "error", "gridId", "gridNumber", "id", "identityId", "networkId", "nodeId", "resultData", "resultMessage", "resultState", "signature", "state", "stepToken", "supersededBy", "syncedAt", "type", "updatedAt", "workloadName") SELECT "body", "createdAt", "endsAt", "error", "gridId", "gridNumber", "id", "identityId", "networkId", "nodeId", "resultData", "resultMessage", "resultState", "signature", "state", "stepToken", "supersededBy", "syncedAt", "type", "updatedAt", "workloadName" FROM "Reservation";
DROP TABLE "Reservation";
ALTER TABLE "new_Reservation" RENAME TO "Reservation";
CREATE UNIQUE INDEX "Reservation_stepToken_key" ON "Reservation"("stepToken");
CREATE INDEX "Reservation_gridId_nodeId_idx" ON "Reservation"("gridId", "nodeId");
CREATE INDEX "Reservation_state_idx" ON "Reservation"("state");
CREATE INDEX "Reservation_networkId_idx" ON "Reservation"("networkId");
CREATE INDEX "Reservation_clusterId_idx" ON "Reservation"("clusterId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_codeHash_key" ON "Invitation"("codeHash");

-- CreateIndex
CREATE INDEX "Invitation_email_idx" ON "Invitation"("email");

-- CreateIndex
CREATE UNIQUE INDEX "ApiToken_hash_key" ON "ApiToken"("hash");

-- CreateIndex
CREATE INDEX "ApiToken_makerId_idx" ON "ApiToken"("makerId");

-- CreateIndex
CREATE UNIQUE INDEX "SshKey_ownerId_fingerprint_key" ON "SshKey"("ownerId", "fingerprint");

-- CreateIndex
CREATE UNIQUE INDEX "SavedSearch_userId_name_key" ON "SavedSearch"("userId", "name");

-- CreateIndex
CREATE INDEX "NodeChange_gridId_nodeId_at_idx" ON "NodeChange"("gridId", "nodeId", "at");

-- CreateIndex
CREATE INDEX "GridWatch_gridId_end_idx" ON "GridWatch"("gridId", "end");

-- CreateIndex
CREATE UNIQUE INDEX "Cluster_name_key" ON "Cluster"("name");

-- CreateIndex
CREATE INDEX "Cluster_networkId_idx" ON "Cluster"("networkId");

-- CreateIndex
CREATE UNIQUE INDEX "ConfigFile_kind_networkId_deviceId_key" ON "ConfigFile"("kind", "networkId", "deviceId");

-- CreateIndex
CREATE UNIQUE INDEX "ConfigFile_kind_clusterId_key" ON "ConfigFile"("kind", "clusterId");

-- CreateIndex
CREATE INDEX "FoundReservation_identityId_idx" ON "FoundReservation"("identityId");

-- CreateIndex
CREATE UNIQUE INDEX "FoundReservation_gridId_gridNumber_signature_key" ON "FoundReservation"("gridId", "gridNumber", "signature");

-- CreateIndex
CREATE INDEX "Event_clusterId_idx" ON "Event"("clusterId");


-- What happened stays: rows of the time line and of the audit page are only ever added.
CREATE TRIGGER "Event_keeps_rows" BEFORE DELETE ON "Event" BEGIN SELECT RAISE(ABORT, 'events are append only'); END;
CREATE TRIGGER "Event_keeps_content" BEFORE UPDATE ON "Event" BEGIN SELECT RAISE(ABORT, 'events are append only'); END;
