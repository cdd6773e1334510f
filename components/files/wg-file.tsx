'use client'

import { FileContent } from './file-content'

interface WgFileProps {
  /** networkId~deviceId */
  id: string
  /** the stored file; null before the first one was made */
  fileId: string | null
  deviceName: string
  fileName: string
  hasOwnKey: boolean
}

const MASKED = `[Interface]
PrivateKey = ••••••••••••••••••••••••••••••••••••••••••••
Address = •••••••••••••

[Peer]
PublicKey = ••••••••••••••••••••••••••••••••••••••••••••
AllowedIPs = ••••••••••••••••••••••
PersistentKeepalive = ••
Endpoint = ••••••••••••••••••`

/** wg.conf of one device. It holds a private key, so it is fetched only when somebody asks and dropped when hidden. */
export function WgFile({ id, fileId, deviceName, fileName, hasOwnKey }: WgFileProps) {
  return (
    <FileContent
      title={`wg.conf of ${deviceName}`}
      fileName={fileName}
      url={
        fileId === null
          ? `/api/v1/devices/${encodeURIComponent(id)}/wg.conf`
          : `/api/v1/files/${fileId}`
      }
      maskedUrl={fileId === null ? null : `/api/v1/files/${fileId}/masked`}
      placeholder={MASKED}
      canRead
      qrOf={hasOwnKey ? null : deviceName}
    />
  )
}
