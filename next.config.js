// @ts-check

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  serverExternalPackages: ['libsql', '@libsql/client', '@prisma/adapter-libsql'],
}

export default config
