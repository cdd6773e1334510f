declare module 'ed2curve' {
  const ed2curve: {
    /** X25519 form of an ed25519 public key, null when it is no point of the curve. */
    convertPublicKey(publicKey: Uint8Array): Uint8Array | null
    /** X25519 secret of an ed25519 secret key (its first 32 bytes, the seed, count). */
    convertSecretKey(secretKey: Uint8Array): Uint8Array
  }
  export default ed2curve
}

declare module 'tweetnacl-sealedbox-js' {
  const sealedBox: {
    overheadLength: number
    seal(message: Uint8Array, publicKey: Uint8Array): Uint8Array
    open(box: Uint8Array, publicKey: Uint8Array, secretKey: Uint8Array): Uint8Array | null
  }
  export default sealedBox
}
