/**
 * A kubeconfig as this cockpit keeps it: contexts with everything they need in them. What could start a program, read a
 * file or send credentials elsewhere has no place in the model, so it cannot be written either.
 */

/** How somebody proves who they are to a cluster; at least one of the three ways is there. */
export interface KubeCredentials {
  username?: string
  password?: string
  token?: string
  /** base64 of PEM */
  clientCertificateData?: string
  /** base64 of PEM */
  clientKeyData?: string
}

/** A cluster, a user and the context that joins them; all three carry one name. */
export interface KubeContext {
  name: string
  /** `https://host:port` */
  server: string
  /** base64 of PEM */
  certificateAuthorityData: string
  namespace?: string
  user: KubeCredentials
}

/** Contexts and the one `kubectl` uses when none is named. */
export interface Kubeconfig {
  contexts: readonly KubeContext[]
  current: string
}

/** Port of the API of every k3s master. */
export const KUBE_PORT = 6443

/** Something in a foreign file that is not taken over. */
export interface KubeconfigProblem {
  /** where: `users[0].user.exec` */
  field: string
  /** what it would do, as the end of a sentence that begins with the field */
  message: string
}
