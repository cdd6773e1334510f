-- COLLATE "C": texts compare and sort by their bytes, as SQLite does, whatever the server's language.

-- CreateTable
CREATE TABLE "User" (
    "id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "email" TEXT COLLATE "C" NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT COLLATE "C",
    "role" TEXT COLLATE "C" NOT NULL DEFAULT 'viewer',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT COLLATE "C" NOT NULL,
    "token" TEXT COLLATE "C" NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "ipAddress" TEXT COLLATE "C",
    "userAgent" TEXT COLLATE "C",
    "userId" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" TEXT COLLATE "C" NOT NULL,
    "accountId" TEXT COLLATE "C" NOT NULL,
    "providerId" TEXT COLLATE "C" NOT NULL,
    "userId" TEXT COLLATE "C" NOT NULL,
    "accessToken" TEXT COLLATE "C",
    "refreshToken" TEXT COLLATE "C",
    "idToken" TEXT COLLATE "C",
    "accessTokenExpiresAt" TIMESTAMP(3),
    "refreshTokenExpiresAt" TIMESTAMP(3),
    "scope" TEXT COLLATE "C",
    "password" TEXT COLLATE "C",
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Verification" (
    "id" TEXT COLLATE "C" NOT NULL,
    "identifier" TEXT COLLATE "C" NOT NULL,
    "value" TEXT COLLATE "C" NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RateLimit" (
    "id" TEXT COLLATE "C" NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,
    "count" INTEGER NOT NULL,
    "lastRequest" BIGINT NOT NULL,

    CONSTRAINT "RateLimit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT COLLATE "C" NOT NULL,
    "value" TEXT COLLATE "C" NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Identity" (
    "id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "publicId" TEXT COLLATE "C" NOT NULL,
    "sealedSeed" TEXT COLLATE "C" NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "ownerId" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Identity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Grid" (
    "id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "url" TEXT COLLATE "C" NOT NULL,
    "explorerId" TEXT COLLATE "C",
    "additions" TEXT COLLATE "C" NOT NULL DEFAULT '[]',
    "state" TEXT COLLATE "C" NOT NULL DEFAULT 'unknown',
    "error" TEXT COLLATE "C",
    "failures" INTEGER NOT NULL DEFAULT 0,
    "checkedAt" TIMESTAMP(3),
    "upSince" TIMESTAMP(3),
    "nextCheckAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Grid_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GridFarm" (
    "gridId" TEXT COLLATE "C" NOT NULL,
    "farmId" INTEGER NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "raw" TEXT COLLATE "C" NOT NULL,
    "fetchedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "GridFarm_pkey" PRIMARY KEY ("gridId","farmId")
);

-- CreateTable
CREATE TABLE "GridNode" (
    "gridId" TEXT COLLATE "C" NOT NULL,
    "nodeId" TEXT COLLATE "C" NOT NULL,
    "farmId" INTEGER NOT NULL,
    "raw" TEXT COLLATE "C" NOT NULL,
    "status" TEXT COLLATE "C",
    "reportedAt" TIMESTAMP(3) NOT NULL,
    "fetchedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "GridNode_pkey" PRIMARY KEY ("gridId","nodeId")
);

-- CreateTable
CREATE TABLE "Network" (
    "id" TEXT COLLATE "C" NOT NULL,
    "gridId" TEXT COLLATE "C" NOT NULL,
    "identityId" TEXT COLLATE "C",
    "name" TEXT COLLATE "C" NOT NULL,
    "design" TEXT COLLATE "C" NOT NULL,
    "positions" TEXT COLLATE "C" NOT NULL DEFAULT '{}',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdById" TEXT COLLATE "C",
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Network_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WireGuardKey" (
    "networkId" TEXT COLLATE "C" NOT NULL,
    "holder" TEXT COLLATE "C" NOT NULL,
    "publicKey" TEXT COLLATE "C" NOT NULL,
    "sealedPrivate" TEXT COLLATE "C",
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "WireGuardKey_pkey" PRIMARY KEY ("networkId","holder")
);

-- CreateTable
CREATE TABLE "Operation" (
    "id" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C",
    "gridId" TEXT COLLATE "C" NOT NULL,
    "planHash" TEXT COLLATE "C",
    "endsAt" TIMESTAMP(3),
    "actorId" TEXT COLLATE "C",
    "error" TEXT COLLATE "C",
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMP(3),

    CONSTRAINT "Operation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Step" (
    "id" TEXT COLLATE "C" NOT NULL,
    "operationId" TEXT COLLATE "C" NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "reservationId" TEXT COLLATE "C" NOT NULL,
    "waitsFor" TEXT COLLATE "C" NOT NULL DEFAULT '[]',
    "state" TEXT COLLATE "C" NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "error" TEXT COLLATE "C",
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Reservation" (
    "id" TEXT COLLATE "C" NOT NULL,
    "gridId" TEXT COLLATE "C" NOT NULL,
    "gridNumber" TEXT COLLATE "C",
    "networkId" TEXT COLLATE "C",
    "identityId" TEXT COLLATE "C" NOT NULL,
    "nodeId" TEXT COLLATE "C" NOT NULL,
    "type" TEXT COLLATE "C" NOT NULL,
    "workloadName" TEXT COLLATE "C" NOT NULL,
    "stepToken" TEXT COLLATE "C" NOT NULL,
    "body" TEXT COLLATE "C" NOT NULL,
    "signature" TEXT COLLATE "C" NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL,
    "error" TEXT COLLATE "C",
    "resultState" TEXT COLLATE "C",
    "resultMessage" TEXT COLLATE "C",
    "resultData" TEXT COLLATE "C",
    "supersededBy" TEXT COLLATE "C",
    "endsAt" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "syncedAt" TIMESTAMP(3),

    CONSTRAINT "Reservation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Event" (
    "id" SERIAL NOT NULL,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" TEXT COLLATE "C" NOT NULL,
    "subjectId" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C",
    "gridId" TEXT COLLATE "C",
    "fromState" TEXT COLLATE "C",
    "toState" TEXT COLLATE "C",
    "message" TEXT COLLATE "C" NOT NULL,
    "actorId" TEXT COLLATE "C",
    "minimumRole" TEXT COLLATE "C" NOT NULL DEFAULT 'viewer',

    CONSTRAINT "Event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ExplorerFarm" (
    "id" INTEGER NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "raw" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "ExplorerFarm_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ExplorerNode" (
    "nodeId" TEXT COLLATE "C" NOT NULL,
    "seq" INTEGER NOT NULL,
    "farmId" INTEGER NOT NULL,
    "raw" TEXT COLLATE "C" NOT NULL,
    "status" TEXT COLLATE "C",

    CONSTRAINT "ExplorerNode_pkey" PRIMARY KEY ("nodeId")
);

-- CreateTable
CREATE TABLE "ExplorerReservation" (
    "number" INTEGER NOT NULL,
    "nodeId" TEXT COLLATE "C" NOT NULL,
    "userId" TEXT COLLATE "C" NOT NULL,
    "type" TEXT COLLATE "C" NOT NULL,
    "raw" TEXT COLLATE "C" NOT NULL,
    "toDelete" BOOLEAN NOT NULL DEFAULT false,
    "deleted" BOOLEAN NOT NULL DEFAULT false,
    "expiresAt" BIGINT NOT NULL,
    "result" TEXT COLLATE "C",

    CONSTRAINT "ExplorerReservation_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "ExplorerSeenSignature" (
    "signature" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ExplorerSeenSignature_pkey" PRIMARY KEY ("signature")
);

-- CreateTable
CREATE TABLE "ExplorerEnrolment" (
    "tokenHash" TEXT COLLATE "C" NOT NULL,
    "farmId" INTEGER NOT NULL,
    "expires" TIMESTAMP(3) NOT NULL,
    "usedBy" TEXT COLLATE "C",
    "usedAt" TIMESTAMP(3),

    CONSTRAINT "ExplorerEnrolment_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE UNIQUE INDEX "Session_token_key" ON "Session"("token");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE INDEX "Account_userId_idx" ON "Account"("userId");

-- CreateIndex
CREATE INDEX "Verification_identifier_idx" ON "Verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "RateLimit_key_key" ON "RateLimit"("key");

-- CreateIndex
CREATE UNIQUE INDEX "Identity_publicId_key" ON "Identity"("publicId");

-- CreateIndex
CREATE INDEX "Identity_ownerId_idx" ON "Identity"("ownerId");

-- CreateIndex
CREATE UNIQUE INDEX "Grid_name_key" ON "Grid"("name");

-- CreateIndex
CREATE INDEX "GridNode_gridId_farmId_idx" ON "GridNode"("gridId", "farmId");

-- CreateIndex
CREATE INDEX "Network_gridId_idx" ON "Network"("gridId");

-- CreateIndex
CREATE INDEX "Operation_state_idx" ON "Operation"("state");

-- CreateIndex
CREATE INDEX "Operation_networkId_planHash_idx" ON "Operation"("networkId", "planHash");

-- CreateIndex
CREATE INDEX "Step_state_nextAttemptAt_idx" ON "Step"("state", "nextAttemptAt");

-- CreateIndex
CREATE INDEX "Step_operationId_idx" ON "Step"("operationId");

-- CreateIndex
CREATE UNIQUE INDEX "Reservation_stepToken_key" ON "Reservation"("stepToken");

-- CreateIndex
CREATE INDEX "Reservation_gridId_nodeId_idx" ON "Reservation"("gridId", "nodeId");

-- CreateIndex
CREATE INDEX "Reservation_state_idx" ON "Reservation"("state");

-- CreateIndex
CREATE INDEX "Reservation_networkId_idx" ON "Reservation"("networkId");

-- CreateIndex
CREATE INDEX "Event_kind_subjectId_idx" ON "Event"("kind", "subjectId");

-- CreateIndex
CREATE INDEX "Event_networkId_idx" ON "Event"("networkId");

-- CreateIndex
CREATE UNIQUE INDEX "ExplorerFarm_name_key" ON "ExplorerFarm"("name");

-- CreateIndex
CREATE UNIQUE INDEX "ExplorerNode_seq_key" ON "ExplorerNode"("seq");

-- CreateIndex
CREATE INDEX "ExplorerNode_farmId_idx" ON "ExplorerNode"("farmId");

-- CreateIndex
CREATE INDEX "ExplorerReservation_nodeId_number_idx" ON "ExplorerReservation"("nodeId", "number");

-- CreateIndex
CREATE INDEX "ExplorerSeenSignature_at_idx" ON "ExplorerSeenSignature"("at");

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Identity" ADD CONSTRAINT "Identity_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GridFarm" ADD CONSTRAINT "GridFarm_gridId_fkey" FOREIGN KEY ("gridId") REFERENCES "Grid"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GridNode" ADD CONSTRAINT "GridNode_gridId_fkey" FOREIGN KEY ("gridId") REFERENCES "Grid"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Network" ADD CONSTRAINT "Network_gridId_fkey" FOREIGN KEY ("gridId") REFERENCES "Grid"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Network" ADD CONSTRAINT "Network_identityId_fkey" FOREIGN KEY ("identityId") REFERENCES "Identity"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WireGuardKey" ADD CONSTRAINT "WireGuardKey_networkId_fkey" FOREIGN KEY ("networkId") REFERENCES "Network"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Operation" ADD CONSTRAINT "Operation_networkId_fkey" FOREIGN KEY ("networkId") REFERENCES "Network"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Step" ADD CONSTRAINT "Step_operationId_fkey" FOREIGN KEY ("operationId") REFERENCES "Operation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Step" ADD CONSTRAINT "Step_reservationId_fkey" FOREIGN KEY ("reservationId") REFERENCES "Reservation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reservation" ADD CONSTRAINT "Reservation_gridId_fkey" FOREIGN KEY ("gridId") REFERENCES "Grid"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reservation" ADD CONSTRAINT "Reservation_networkId_fkey" FOREIGN KEY ("networkId") REFERENCES "Network"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reservation" ADD CONSTRAINT "Reservation_identityId_fkey" FOREIGN KEY ("identityId") REFERENCES "Identity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
