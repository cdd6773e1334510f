// @ts-check

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // forbidden(): a page answers 403 to a role that is too low
  experimental: { authInterrupts: true },
  // The embedded explorer answers 404 to a trailing slash, as the original does.
  skipTrailingSlashRedirect: true,
  serverExternalPackages: [
    'libsql',
    '@libsql/client',
    '@prisma/adapter-libsql',
    'pg',
    '@prisma/adapter-pg',
  ],
}

export default config
