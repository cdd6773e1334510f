-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "role" TEXT NOT NULL DEFAULT 'viewer',
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "token" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "userId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Account" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" DATETIME,
    "refreshTokenExpiresAt" DATETIME,
    "scope" TEXT,
    "password" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Verification" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "RateLimit" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "lastRequest" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Identity" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "publicId" TEXT NOT NULL,
    "sealedSeed" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "ownerId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Identity_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Grid" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "explorerId" TEXT,
    "additions" TEXT NOT NULL DEFAULT '[]',
    "state" TEXT NOT NULL DEFAULT 'unknown',
    "error" TEXT,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "checkedAt" DATETIME,
    "upSince" DATETIME,
    "nextCheckAt" DATETIME,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- CreateTable
CREATE TABLE "GridFarm" (
    "gridId" TEXT NOT NULL,
    "farmId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "raw" TEXT NOT NULL,
    "fetchedAt" DATETIME NOT NULL,

    PRIMARY KEY ("gridId", "farmId"),
    CONSTRAINT "GridFarm_gridId_fkey" FOREIGN KEY ("gridId") REFERENCES "Grid" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "GridNode" (
    "gridId" TEXT NOT NULL,
    "nodeId" TEXT NOT NULL,
    "farmId" INTEGER NOT NULL,
    "raw" TEXT NOT NULL,
    "status" TEXT,
    "reportedAt" DATETIME NOT NULL,
    "fetchedAt" DATETIME NOT NULL,

    PRIMARY KEY ("gridId", "nodeId"),
    CONSTRAINT "GridNode_gridId_fkey" FOREIGN KEY ("gridId") REFERENCES "Grid" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Network" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "gridId" TEXT NOT NULL,
    "identityId" TEXT,
    "name" TEXT NOT NULL,
    "design" TEXT NOT NULL,
    "positions" TEXT NOT NULL DEFAULT '{}',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdById" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Network_gridId_fkey" FOREIGN KEY ("gridId") REFERENCES "Grid" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Network_identityId_fkey" FOREIGN KEY ("identityId") REFERENCES "Identity" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "WireGuardKey" (
    "networkId" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "publicKey" TEXT NOT NULL,
    "sealedPrivate" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,

    PRIMARY KEY ("networkId", "holder"),
    CONSTRAINT "WireGuardKey_networkId_fkey" FOREIGN KEY ("networkId") REFERENCES "Network" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Operation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "networkId" TEXT,
    "gridId" TEXT NOT NULL,
    "planHash" TEXT,
    "endsAt" DATETIME,
    "actorId" TEXT,
    "error" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" DATETIME,
    CONSTRAINT "Operation_networkId_fkey" FOREIGN KEY ("networkId") REFERENCES "Network" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Step" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "operationId" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "reservationId" TEXT NOT NULL,
    "waitsFor" TEXT NOT NULL DEFAULT '[]',
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "error" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Step_operationId_fkey" FOREIGN KEY ("operationId") REFERENCES "Operation" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Step_reservationId_fkey" FOREIGN KEY ("reservationId") REFERENCES "Reservation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Reservation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "gridId" TEXT NOT NULL,
    "gridNumber" TEXT,
    "networkId" TEXT,
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
    CONSTRAINT "Reservation_identityId_fkey" FOREIGN KEY ("identityId") REFERENCES "Identity" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Event" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "networkId" TEXT,
    "gridId" TEXT,
    "fromState" TEXT,
    "toState" TEXT,
    "message" TEXT NOT NULL,
    "actorId" TEXT,
    "minimumRole" TEXT NOT NULL DEFAULT 'viewer'
);

-- CreateTable
CREATE TABLE "ExplorerFarm" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "raw" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "ExplorerNode" (
    "nodeId" TEXT NOT NULL PRIMARY KEY,
    "seq" INTEGER NOT NULL,
    "farmId" INTEGER NOT NULL,
    "raw" TEXT NOT NULL,
    "status" TEXT
);

-- CreateTable
CREATE TABLE "ExplorerReservation" (
    "number" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "nodeId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "raw" TEXT NOT NULL,
    "toDelete" BOOLEAN NOT NULL DEFAULT false,
    "deleted" BOOLEAN NOT NULL DEFAULT false,
    "expiresAt" BIGINT NOT NULL,
    "result" TEXT
);

-- CreateTable
CREATE TABLE "ExplorerSeenSignature" (
    "signature" TEXT NOT NULL PRIMARY KEY,
    "at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- CreateTable
CREATE TABLE "ExplorerEnrolment" (
    "tokenHash" TEXT NOT NULL PRIMARY KEY,
    "farmId" INTEGER NOT NULL,
    "expires" DATETIME NOT NULL,
    "usedBy" TEXT,
    "usedAt" DATETIME
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
