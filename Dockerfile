FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:20-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
# The questions of the comparisons are read from their sources.
COPY --from=build /app/comparisons ./comparisons
# Named volumes take over the owner of the folder that they are mounted on.
RUN mkdir /data /sandbox && chown node:node /data /sandbox
USER node
ENV TRIBUTARY_DATA_DIR=/data TRIBUTARY_HOST=0.0.0.0
EXPOSE 4000
ENTRYPOINT ["node", "dist/src/main.js"]
CMD ["serve"]
