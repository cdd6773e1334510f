// @ts-check

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // The embedded explorer answers 404 to a trailing slash, as the original does.
  skipTrailingSlashRedirect: true,
  serverExternalPackages: ['libsql', '@libsql/client', '@prisma/adapter-libsql'],
}

export default config
