/** Form of a cluster's name: it becomes the name of a kubeconfig context and part of file names. */
export const CLUSTER_NAME = /^[a-z][a-z0-9-]{0,38}[a-z0-9]$/
