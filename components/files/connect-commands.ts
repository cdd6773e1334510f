export type Platform = 'linux' | 'macos' | 'windows' | 'phone'

export interface ConnectSteps {
  /** sentences around commands to copy, in order */
  steps: readonly ({ text: string } | { command: string })[]
}

interface Context {
  /** name of the downloaded file; its stem is the interface's name */
  fileName: string
  /** an address inside the network that answers once the tunnel works, or null */
  pingAddress: string | null
}

/** Words that go into a shown command: letters, digits, dots and dashes only. */
function plain(text: string): string {
  return text.replace(/[^A-Za-z0-9.-]/g, '')
}

/** How to join from each system. Commands hold only parsed values. */
export function connectSteps(platform: Platform, { fileName, pingAddress }: Context): ConnectSteps {
  const file = plain(fileName)
  const name = file.replace(/\.conf$/, '')
  const check = pingAddress
    ? [
        { text: 'The first reply shows that the tunnel works:' },
        { command: `ping ${platform === 'windows' ? '-n' : '-c'} 3 ${plain(pingAddress)}` },
      ]
    : []
  switch (platform) {
    case 'linux':
      return {
        steps: [
          { text: 'With WireGuard’s tools installed, from the folder of the downloaded file:' },
          { command: `sudo install -m 600 ${file} /etc/wireguard/${file}` },
          { command: `sudo wg-quick up ${name}` },
          ...check,
          { text: 'To see handshakes, and to leave:' },
          { command: `sudo wg show ${name}` },
          { command: `sudo wg-quick down ${name}` },
        ],
      }
    case 'macos':
      return {
        steps: [
          { text: 'In the WireGuard app choose Import tunnel(s) from file, or in a terminal:' },
          { command: 'brew install wireguard-tools' },
          { command: `sudo wg-quick up ./${file}` },
          ...check,
          { text: 'To leave:' },
          { command: `sudo wg-quick down ./${file}` },
        ],
      }
    case 'windows':
      return {
        steps: [
          {
            text: 'In the WireGuard app choose Import tunnel(s) from file and activate it, or as administrator:',
          },
          {
            command: `& "$env:ProgramFiles\\WireGuard\\wireguard.exe" /installtunnelservice "$HOME\\Downloads\\${file}"`,
          },
          ...check,
          { text: 'To leave:' },
          {
            command: `& "$env:ProgramFiles\\WireGuard\\wireguard.exe" /uninstalltunnelservice ${name}`,
          },
        ],
      }
    case 'phone':
      return {
        steps: [
          {
            text: 'In the WireGuard app tap +, choose Scan from QR code, and scan the code above.',
          },
          { text: 'Switch the tunnel on. The app shows the latest handshake after a few seconds.' },
        ],
      }
  }
}
