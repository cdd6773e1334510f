-- AlterTable
ALTER TABLE "User" ADD COLUMN     "disabledAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "Operation" ADD COLUMN     "clusterId" TEXT COLLATE "C";

-- AlterTable
ALTER TABLE "Reservation" ADD COLUMN     "clusterId" TEXT COLLATE "C",
ADD COLUMN     "origin" TEXT COLLATE "C" NOT NULL DEFAULT 'cockpit';

-- AlterTable
ALTER TABLE "Event" ADD COLUMN     "actorName" TEXT COLLATE "C",
ADD COLUMN     "clusterId" TEXT COLLATE "C",
ADD COLUMN     "tokenId" TEXT COLLATE "C";

-- CreateTable
CREATE TABLE "Invitation" (
    "id" TEXT COLLATE "C" NOT NULL,
    "email" TEXT COLLATE "C" NOT NULL,
    "userId" TEXT COLLATE "C",
    "role" TEXT COLLATE "C" NOT NULL,
    "codeHash" TEXT COLLATE "C" NOT NULL,
    "invitedById" TEXT COLLATE "C",
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "acceptedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiToken" (
    "id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "hash" TEXT COLLATE "C" NOT NULL,
    "hint" TEXT COLLATE "C" NOT NULL,
    "role" TEXT COLLATE "C" NOT NULL,
    "makerId" TEXT COLLATE "C" NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "revokedAt" TIMESTAMP(3),
    "lastUsedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ApiToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SshKey" (
    "id" TEXT COLLATE "C" NOT NULL,
    "ownerId" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "line" TEXT COLLATE "C" NOT NULL,
    "fingerprint" TEXT COLLATE "C" NOT NULL,
    "source" TEXT COLLATE "C" NOT NULL,
    "isDefault" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SshKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SavedSearch" (
    "id" TEXT COLLATE "C" NOT NULL,
    "userId" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "query" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SavedSearch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NodeChange" (
    "id" SERIAL NOT NULL,
    "gridId" TEXT COLLATE "C" NOT NULL,
    "nodeId" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "freshness" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "NodeChange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GridWatch" (
    "id" SERIAL NOT NULL,
    "gridId" TEXT COLLATE "C" NOT NULL,
    "start" TIMESTAMP(3) NOT NULL,
    "end" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "GridWatch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Cluster" (
    "id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "design" TEXT COLLATE "C" NOT NULL,
    "sealedSecret" TEXT COLLATE "C" NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdById" TEXT COLLATE "C",
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Cluster_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConfigFile" (
    "id" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C",
    "deviceId" TEXT COLLATE "C",
    "clusterId" TEXT COLLATE "C",
    "revision" INTEGER NOT NULL DEFAULT 1,
    "sealedContent" TEXT COLLATE "C" NOT NULL,
    "contentHash" TEXT COLLATE "C" NOT NULL,
    "contentAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" TEXT COLLATE "C",
    "downloads" INTEGER NOT NULL DEFAULT 0,
    "lastDownloadAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ConfigFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Scan" (
    "gridId" TEXT COLLATE "C" NOT NULL,
    "next" INTEGER NOT NULL DEFAULT 0,
    "identities" TEXT COLLATE "C" NOT NULL DEFAULT '[]',
    "mark" TEXT COLLATE "C",
    "startedAt" TIMESTAMP(3) NOT NULL,
    "finishedAt" TIMESTAMP(3),
    "error" TEXT COLLATE "C",

    CONSTRAINT "Scan_pkey" PRIMARY KEY ("gridId")
);

-- CreateTable
CREATE TABLE "FoundReservation" (
    "id" TEXT COLLATE "C" NOT NULL,
    "gridId" TEXT COLLATE "C" NOT NULL,
    "gridNumber" TEXT COLLATE "C" NOT NULL,
    "identityId" TEXT COLLATE "C" NOT NULL,
    "nodeId" TEXT COLLATE "C" NOT NULL,
    "type" TEXT COLLATE "C" NOT NULL,
    "workloadName" TEXT COLLATE "C" NOT NULL,
    "body" TEXT COLLATE "C" NOT NULL,
    "signature" TEXT COLLATE "C" NOT NULL,
    "resultState" TEXT COLLATE "C",
    "resultMessage" TEXT COLLATE "C",
    "resultData" TEXT COLLATE "C",
    "isDeleting" BOOLEAN NOT NULL DEFAULT false,
    "endsAt" TIMESTAMP(3) NOT NULL,
    "foundAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seenAt" TIMESTAMP(3) NOT NULL,
    "adoptedId" TEXT COLLATE "C",

    CONSTRAINT "FoundReservation_pkey" PRIMARY KEY ("id")
);

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
CREATE INDEX "Operation_clusterId_idx" ON "Operation"("clusterId");

-- CreateIndex
CREATE INDEX "Reservation_clusterId_idx" ON "Reservation"("clusterId");

-- CreateIndex
CREATE INDEX "Event_clusterId_idx" ON "Event"("clusterId");

-- AddForeignKey
ALTER TABLE "ApiToken" ADD CONSTRAINT "ApiToken_makerId_fkey" FOREIGN KEY ("makerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SshKey" ADD CONSTRAINT "SshKey_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SavedSearch" ADD CONSTRAINT "SavedSearch_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NodeChange" ADD CONSTRAINT "NodeChange_gridId_fkey" FOREIGN KEY ("gridId") REFERENCES "Grid"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GridWatch" ADD CONSTRAINT "GridWatch_gridId_fkey" FOREIGN KEY ("gridId") REFERENCES "Grid"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Cluster" ADD CONSTRAINT "Cluster_networkId_fkey" FOREIGN KEY ("networkId") REFERENCES "Network"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConfigFile" ADD CONSTRAINT "ConfigFile_networkId_fkey" FOREIGN KEY ("networkId") REFERENCES "Network"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConfigFile" ADD CONSTRAINT "ConfigFile_clusterId_fkey" FOREIGN KEY ("clusterId") REFERENCES "Cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Operation" ADD CONSTRAINT "Operation_clusterId_fkey" FOREIGN KEY ("clusterId") REFERENCES "Cluster"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reservation" ADD CONSTRAINT "Reservation_clusterId_fkey" FOREIGN KEY ("clusterId") REFERENCES "Cluster"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Scan" ADD CONSTRAINT "Scan_gridId_fkey" FOREIGN KEY ("gridId") REFERENCES "Grid"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FoundReservation" ADD CONSTRAINT "FoundReservation_gridId_fkey" FOREIGN KEY ("gridId") REFERENCES "Grid"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What happened stays: rows of the time line and of the audit page are only ever added.
CREATE FUNCTION "Event_refuse"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'events are append only';
END
$$;
CREATE TRIGGER "Event_keeps_rows" BEFORE DELETE ON "Event" FOR EACH ROW EXECUTE FUNCTION "Event_refuse"();
CREATE TRIGGER "Event_keeps_content" BEFORE UPDATE ON "Event" FOR EACH ROW EXECUTE FUNCTION "Event_refuse"();
CREATE TRIGGER "Event_keeps_all" BEFORE TRUNCATE ON "Event" FOR EACH STATEMENT EXECUTE FUNCTION "Event_refuse"();
