# shellcheck shell=bash disable=SC2154
# The web app.

publish() {
  local folder=$1 bucket distribution
  bucket=$(output Bucket)
  distribution=$(output Distribution)
  # Hashed files first and for ever, so that no page is served whose files are not there yet; former ones stay for open tabs.
  aws s3 sync "$folder/_app/immutable" "s3://$bucket/_app/immutable" --region "$region" --exclude '*.br' --exclude '*.gz' \
    --cache-control 'public, max-age=31536000, immutable'
  aws s3 sync "$folder" "s3://$bucket" --region "$region" --exclude '_app/immutable/*' --exclude '*.br' --exclude '*.gz' \
    --cache-control no-cache
  aws cloudfront create-invalidation --distribution-id "$distribution" --paths '/*' > /dev/null
}
